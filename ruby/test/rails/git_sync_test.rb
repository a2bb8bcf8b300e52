# frozen_string_literal: true

require_relative "rails_helper"
require_relative "support/edge"
require_relative "support/git_server"

# Committing rows to a real repository, over HTTP.
class GitSyncTest < ActiveSupport::TestCase
  include EdgeTesting
  include ActiveJob::TestHelper

  FILES = { "index.html" => "<p>hi</p>\n", "src/a.ts" => "export {}\n", "src/b.ts" => "export const b = 1\n", "public/x.png" => "\x89PNG\xFF\0".b }.freeze

  setup { @server = GitServer.new }
  teardown { @server.stop }

  def sync(**options) = Hotframe::GitSync.new(@server.url, token: GitServer::TOKEN, protocols: %w[http], **options)

  test "the first commit has all files, the next one only what is different" do
    first = sync.call(FILES, message: "one")
    assert_equal @server.git("rev-parse", "main").strip, first.commit
    assert_equal FILES.transform_values(&:b), @server.files.transform_values(&:b)

    second = sync.call(FILES.merge("src/a.ts" => "export const a = 1\n", "src/new.ts" => "").except("src/b.ts"), message: "two", base: first.commit)
    changed = @server.git("diff-tree", "-r", "--name-status", first.commit, second.commit).lines.map(&:split)
    assert_equal [%w[M src/a.ts], %w[D src/b.ts], %w[A src/new.ts]], changed
    assert_equal %w[two one], @server.commits

    nothing = sync.call(FILES.merge("src/a.ts" => "export const a = 1\n", "src/new.ts" => "").except("src/b.ts"), message: "three", base: second.commit)
    assert_nil nothing.commit
    assert_equal %w[two one], @server.commits
  end

  test "what others did to other files stays" do
    first = sync.call(FILES, message: "one")
    @server.commit({ "README.md" => "by hand\n", "src/b.ts" => "export const b = 2\n", "public/x.png" => nil })
    result = sync.call(FILES.merge("src/a.ts" => "new\n"), message: "two", base: first.commit)
    refute result.conflict?
    assert_equal ["two", "by hand", "one"], @server.commits
    assert_equal ["by hand\n", "export const b = 2\n", "new\n", nil], @server.files.values_at("README.md", "src/b.ts", "src/a.ts", "public/x.png")
  end

  test "a file that both changed: a branch of its own, and the main branch as it was" do
    first = sync.call(FILES, message: "one")
    theirs = @server.commit({ "src/a.ts" => "theirs\n" })
    result = sync.call(FILES.merge("src/a.ts" => "ours\n"), message: "two", base: first.commit, name: "abc--x/../y")
    assert_equal [true, ["src/a.ts"], "hotframe/abc--x----y"], [result.conflict?, result.conflicts, result.branch]
    assert_equal theirs, @server.git("rev-parse", "main").strip
    assert_equal "ours\n", @server.files(result.branch)["src/a.ts"]
    assert_equal %w[two one], @server.commits(result.branch)
  end

  test "a repository that had files before: what we know nothing of is left alone" do
    @server.commit({ "README.md" => "made by the host\n", "src/a.ts" => FILES["src/a.ts"] })
    result = sync.call(FILES, message: "one")
    refute result.conflict?
    assert_equal FILES.keys.sort + [], (@server.files.keys - ["README.md"]).sort
    other = sync.call(FILES.merge("README.md" => "ours\n"), message: "two", name: "first")
    assert_equal ["README.md"], other.conflicts
  end

  test "somebody pushes between our look and our push" do
    first = sync.call(FILES, message: "one")
    raced = 0
    @server.before_push = lambda do
      raced += 1
      @server.commit({ "theirs-#{raced}.txt" => "x" }) if raced <= 2
    end
    result = sync.call(FILES.merge("src/a.ts" => "new\n"), message: "two", base: first.commit)
    assert_equal "main", result.branch
    assert_equal ["two", "by hand", "by hand", "one"], @server.commits
  end

  test "history that was rewritten is not written over" do
    first = sync.call(FILES, message: "one")
    @server.git("update-ref", "-d", "refs/heads/main")
    rewritten = @server.commit({ "src/a.ts" => "another history\n" })
    result = sync.call(FILES.merge("src/a.ts" => "ours\n"), message: "two", base: first.commit, name: "r")
    assert result.conflict?
    assert_equal rewritten, @server.git("rev-parse", "main").strip
    assert_equal "hotframe/r", result.branch
  end

  test "paths that git or its host would act on are left out" do
    bad = [".git/config", "a/.GIT/hooks/x", "git~1/x", ".gitmodules", ".github/workflows/deploy.yml", "../up", "/abs", "a//b", "x\ny", "a\\b",
           ".g\u200cit/config", "C:x"]
    result = sync.call(FILES.merge(bad.to_h { |path| [path, "evil"] }), message: "one")
    assert_equal bad.sort, result.skipped.sort
    assert_equal FILES.keys.sort, @server.files.keys.sort
    workflow = ".github/workflows/ci.yml"
    assert_includes sync(workflows: true).call(FILES.merge(workflow => "x"), message: "two", base: result.commit).changed, workflow
  end

  test "texts of tenants are text" do
    files = { "--upload-pack=touch x" => "1", "-rf" => "2", "$(touch x)" => "3", "a b;c|d" => "4", "ünï.txt" => "5", "\"quoted\".txt" => "6" }
    result = sync.call(files, message: "--amend\n$(touch /x) `y`")
    assert_equal files, @server.files
    assert_equal "--amend\n$(touch /x) `y`\n\n", @server.git("log", "-1", "--format=%B", result.commit)
  end

  test "addresses and branches that are more than that are refused" do
    urls = ["--upload-pack=evil", "ext::sh -c evil", "file:///etc", "https://user:pass@host/x", "https://-oProxyCommand=evil/x", "ssh://-oProxyCommand=evil/x",
            "git@-oProxyCommand=evil:x", "git@host:-evil", "https://host/../x", "https://host/x?y", "http://host/x", "https://host/x y", "/etc", "host:path",
            "",
            "https://host/x\n--evil", "-c@host:x"]
    urls.each { |url| assert_raises(Hotframe::GitSync::Error, url) { Hotframe::GitSync.new(url) } }
    ["https://github.com/o/r.git", "ssh://git@github.com/o/r.git", "git@github.com:o/r.git"].each { |url| Hotframe::GitSync.new(url) }
    ["-x", "a..b", "x/", "a b", "x.lock", "", "refs\n"].each { |branch| assert_raises(Hotframe::GitSync::Error, branch) { sync(branch:) } }
  end

  test "the token opens the door, and is in no error" do
    error = assert_raises(Hotframe::GitSync::Error) { Hotframe::GitSync.new(@server.url, token: "wrong-s3cret", protocols: %w[http]).call(FILES, message: "x") }
    refute_includes error.message, "wrong-s3cret"
    refute_includes sync.inspect, GitServer::TOKEN
    refute_includes `ps -eo args`, GitServer::TOKEN
  end

  test "a deployment has one commit, which its row names; the next one knows the last" do
    with_repository do
      first = deployed
      assert_enqueued_with(job: Hotframe::GitHubSyncJob, args: [project.id, first.id])
      2.times { Hotframe::GitHubSyncJob.perform_now(project.id, first.id) }
      assert_equal [@server.git("rev-parse", "main").strip, "main", nil], first.reload.slice(:commit_sha, :commit_branch, :commit_error).values
      assert_equal 1, @server.commits.size
      assert_match(/Hotframe-Deployment: #{first.deployment_id}/, @server.git("log", "-1", "--format=%B"))

      project.update_preview_files("src/text.ts" => nil, "src/main.ts" => "document.body.append(1);\n")
      second = deployed
      Hotframe::GitHubSyncJob.perform_now(project.id, second.id)
      assert_equal second.reload.commit_sha, @server.git("rev-parse", "main").strip
      assert_equal AppFile.where(project:).pluck(:path).sort, @server.files.keys.sort

      @server.commit({ "src/main.ts" => "by hand\n" })
      project.update_preview_files("src/main.ts" => "document.body.append(2);\n")
      third = deployed
      Hotframe::GitHubSyncJob.perform_now(project.id, third.id)
      assert_equal "hotframe/#{third.deployment_id}", third.reload.commit_branch
      assert_match(%r{src/main\.ts}, third.commit_error)
      assert_equal "deployed", third.status
    end
  end

  test "a repository that is away leaves the deployment deployed, and its row says why" do
    with_repository do
      row = deployed
      @server.stop
      perform_enqueued_jobs { Hotframe::GitHubSyncJob.perform_later(project.id, row.id) }
      assert_equal "deployed", row.reload.status
      assert_match(/git ls-remote failed/, row.commit_error)
    end
  end

  private

  def deployed = AppDeployment.find_by!(deployment_id: deploy[:deployment_id])

  def with_repository(&)
    url = @server.url
    settings.repository = ->(_) { url }
    settings.repository_token = GitServer::TOKEN
    settings.git = { protocols: %w[http] }
    with_edge(&)
  end
end
