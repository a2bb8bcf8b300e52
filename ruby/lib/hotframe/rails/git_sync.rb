# frozen_string_literal: true

require "open3"
require "tmpdir"

module Hotframe
  # Commits an app's files to a Git repository, through the `git` program: one commit, of the files that are different. Others may work there too: what
  # only they have changed stays, and where both have changed a file the commit goes to a branch of its own. Nothing is ever pushed by force.
  #
  # All that comes from tenants travels as data, on standard input, never as an argument that git could take for an option.
  class GitSync
    autoload :Remote, "hotframe/rails/git_sync/remote"
    autoload :Repository, "hotframe/rails/git_sync/repository"
    autoload :Tree, "hotframe/rails/git_sync/tree"

    # git failed, or what it was to do is refused.
    class Error < Hotframe::Error; end

    # What was done. `commit` is nil when there was nothing to do; `conflicts` are paths that others have changed as well; `skipped` are paths that
    # no repository of ours may hold.
    Result = Struct.new(:commit, :branch, :conflicts, :skipped, :changed, keyword_init: true) do
      # @return [Boolean] whether it went to a branch of its own
      def conflict? = conflicts.any?
    end

    # How often it is tried when somebody else pushes meanwhile.
    ATTEMPTS = 4
    BRANCH = %r{\A[A-Za-z0-9][A-Za-z0-9._/-]{0,100}\z}
    private_constant :ATTEMPTS, :BRANCH

    # @param remote [String] `https://host/owner/name.git`, `ssh://git@host/path` or `git@host:owner/name.git`
    # @param branch [String]
    # @param token [String, nil] for HTTPS; never on a command line
    # @param protocols [Array<String>] that a remote may have
    # @param workflows [Boolean] whether files below `.github/` are committed: they are programs that run with the repository's secrets
    # @example
    #   Hotframe::GitSync.new("https://github.com/o/app.git", token: ENV["GITHUB_TOKEN"]).call(app.preview_files, message: "Deploy 12", base: last_commit)
    def initialize(remote, branch: "main", token: nil, protocols: %w[https ssh], workflows: false, author: ["Hotframe", "hotframe@users.noreply.invalid"])
      @remote = Remote.new(remote, token:, protocols:)
      raise Error, "#{branch.inspect} is no name of a branch" unless branch.match?(BRANCH) && branch.exclude?("..") && !branch.end_with?("/", ".lock", ".")

      @branch = branch
      @workflows = workflows
      @author = author
    end

    # @param files [Hash{String => String}] path => content, all files of the app
    # @param message [String]
    # @param base [String, nil] the commit that the last sync made: what the app's files were then
    # @param name [String] of the branch for conflicts, behind `hotframe/`
    # @return [Result]
    # @raise [Error]
    # @example
    #   sync.call({ "index.html" => html }, message: "Deploy 12").commit # => "3f2a..."
    def call(files, message:, base: nil, name: SecureRandom.hex(6))
      allowed, skipped = files.partition { |path, _| Tree.allowed?(path, workflows: @workflows) }.map(&:to_h)
      work = Work.new(files: allowed, skipped: skipped.keys, message:, base:, name:)
      Repository.open(@remote, author: @author) do |repository|
        attempts = 0
        begin
          attempts += 1
          once(repository, work)
        rescue Repository::Rejected => e
          raise Error, e.message if attempts >= ATTEMPTS

          retry
        end
      end
    end

    # What one call is about.
    Work = Struct.new(:files, :skipped, :message, :base, :name, keyword_init: true)
    private_constant :Work

    private

    def once(repository, work)
      head = repository.fetch(@branch)
      base = work.base if head
      # A base that is no part of the branch any more: history was rewritten, and nobody can say who changed what.
      return apart(repository, work, head, ["(the history of #{@branch} was rewritten)"]) unless base.nil? || repository.ancestor?(base, head)

      before = repository.tree(base)
      plan = Tree.plan(before:, theirs: repository.tree(head), ours: Tree.of(work.files))
      return apart(repository, work, head, plan.conflicts) if plan.conflicts.any?

      return Result.new(commit: nil, branch: @branch, conflicts: [], skipped: work.skipped, changed: []) if plan.changes.empty?

      publish(repository, work, head, plan.changes, branch: @branch)
    end

    # Beside what others have done, for people to merge.
    def apart(repository, work, head, conflicts)
      known = work.base && repository.known?(work.base)
      parent = known ? work.base : head
      changes = Tree.difference(repository.tree(parent), Tree.of(work.files), delete: known)
      publish(repository, work, parent, changes, branch: "hotframe/#{work.name.to_s.gsub(/[^A-Za-z0-9-]/, "-")[0, 60]}", conflicts:)
    end

    def publish(repository, work, parent, changes, branch:, conflicts: [])
      commit = repository.commit(parent, changes, work.files, work.message)
      repository.push(commit, branch)
      Result.new(commit:, branch:, conflicts:, skipped: work.skipped, changed: changes.keys)
    end
  end
end
