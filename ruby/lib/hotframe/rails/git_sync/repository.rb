# frozen_string_literal: true

module Hotframe
  class GitSync
    # A bare repository that lives as long as one sync. It is never checked out: trees and commits are made from what the rows hold.
    class Repository
      # Somebody else pushed meanwhile.
      class Rejected < Error; end

      # Seconds that one command may take.
      LIMIT = 120
      ID = /\A[0-9a-f]{40}(?:[0-9a-f]{24})?\z/
      private_constant :LIMIT, :ID

      # @param remote [Remote]
      # @yield [Repository]
      def self.open(remote, author:)
        Dir.mktmpdir("hotframe-git") { |folder| yield new(remote, folder, author) }
      end

      def initialize(remote, folder, author)
        @remote = remote
        @folder = folder
        @env = remote.env.merge("GIT_DIR" => folder, "HOME" => folder, "LC_ALL" => "C", "GIT_INDEX_FILE" => File.join(folder, "index"))
        name, email = author.map { |text| text.to_s.gsub(/[<>\n\r\0]/, " ").strip }
        @author = { "GIT_AUTHOR_NAME" => name, "GIT_AUTHOR_EMAIL" => email, "GIT_COMMITTER_NAME" => name, "GIT_COMMITTER_EMAIL" => email }
        git("init", "--bare", "--quiet", folder)
      end

      # @return [String, nil] the newest commit of a branch; nil when there is no such branch
      def fetch(branch)
        found = git("ls-remote", "--", @remote.url, "refs/heads/#{branch}").split("\t").first
        return unless found

        # History and trees, and no contents: what we need of them we have.
        git("fetch", "--quiet", "--no-tags", "--filter=blob:none", "--", @remote.url, "+refs/heads/#{branch}:refs/remotes/origin/#{branch}")
        git("rev-parse", "--verify", "--end-of-options", "refs/remotes/origin/#{branch}").strip
      end

      # @return [Boolean] whether one commit is another's past
      def ancestor?(old, new) = known?(old) && run("merge-base", "--is-ancestor", old, new).last.success?

      # @return [Boolean] whether a commit is here
      def known?(id) = id.match?(ID) && run("cat-file", "-e", "#{id}^{commit}").last.success?

      # @return [Hash{String => Array(String, String)}] path => mode and content's id
      def tree(commit)
        return {} unless commit

        git("ls-tree", "-r", "-z", "--full-tree", commit).split("\0").to_h do |line|
          head, path = line.split("\t", 2)
          mode, _, id = head.split
          [path.force_encoding(Encoding::UTF_8), [mode, id]]
        end
      end

      # @param parent [String, nil]
      # @param changes [Hash{String => Array, nil}] path => entry, or nil to delete
      # @param files [Hash{String => String}] contents
      # @return [String] the new commit
      def commit(parent, changes, files, message)
        git("read-tree", *(parent ? ["--end-of-options", parent] : ["--empty"]))
        # A file that takes the place of a folder needs the folder gone first.
        gone, written = changes.partition { |_, entry| entry.nil? }
        rows = gone.map { |path, _| "0 #{"0" * 40}\t#{path}" } + written.map { |path, entry| "#{entry.first} #{blob(path, entry.last, files)}\t#{path}" }
        git("update-index", "-z", "--index-info", stdin: rows.map { |row| "#{row}\0" }.join)
        tree = git("write-tree", "--missing-ok").strip
        parents = parent ? ["-p", parent] : []
        git("commit-tree", tree, *parents, "-F", "-", stdin: tidy(message), env: @author).strip
      end

      # @raise [Rejected] when the branch has moved
      def push(commit, branch)
        output, status = run("push", "--quiet", "--porcelain", "--no-verify", "--", @remote.url, "#{commit}:refs/heads/#{branch}")
        return if status.success?
        raise Rejected, "the branch #{branch} has moved" if output.match?(/\[rejected\]|fetch first|non-fast-forward|failed to update ref|cannot lock ref/)

        raise failure("push", output)
      end

      private

      # @return [String] the content's id, which is here now
      def blob(path, id, files)
        made = git("hash-object", "-w", "--stdin", "--no-filters", stdin: files.fetch(path)).strip
        raise Error, "git made another content of #{path.inspect}" unless made == id

        made
      end

      # Text, without what ends it early or starts a trailer of somebody else's.
      def tidy(message) = "#{message.to_s.encode(Encoding::UTF_8, invalid: :replace, undef: :replace).delete("\0").strip[0, 5_000]}\n"

      def git(*arguments, stdin: "", env: {})
        output, status = run(*arguments, stdin:, env:)
        raise failure(arguments.first, output) unless status.success?

        output
      end

      def run(*arguments, stdin: "", env: {})
        output, said, status = Timeout.timeout(LIMIT, Error, "git #{arguments.first} takes too long") do
          Open3.capture3(@env.merge(env), "git", *arguments, stdin_data: stdin, binmode: true, chdir: @folder, unsetenv_others: false)
        end
        [status.success? ? output : "#{output}#{said}", status]
      end

      def failure(command, output) = Error.new("git #{command} failed: #{@remote.redact(output.force_encoding(Encoding::UTF_8).scrub).strip[0, 1_000]}")
    end
  end
end
