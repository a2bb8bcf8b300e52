# frozen_string_literal: true

require "open3"
require "puma"
require "puma/server"
require "rack"
require "tmpdir"

# A real bare repository behind the real `git http-backend`, for those who know the token.
class GitServer
  TOKEN = "git-s3cret-token"
  ENVIRONMENT = { "GIT_CONFIG_NOSYSTEM" => "1", "GIT_CONFIG_GLOBAL" => File::NULL, "LC_ALL" => "C",
                  "GIT_AUTHOR_NAME" => "Else", "GIT_AUTHOR_EMAIL" => "e@example.com",
                  "GIT_COMMITTER_NAME" => "Else", "GIT_COMMITTER_EMAIL" => "e@example.com" }.freeze

  # Called before each push is handled.
  attr_accessor :before_push
  attr_reader :headers

  def initialize
    @folder = Dir.mktmpdir("hotframe-git-server")
    @headers = []
    git("init", "--quiet", "--bare", "--initial-branch=main", repository)
    git("config", "http.receivepack", "true")
    git("config", "uploadpack.allowFilter", "true")
    git("config", "receive.denyNonFastForwards", "true")
    @backend = File.join(`git --exec-path`.strip, "git-http-backend")
    # Puma 6 has its log apart from its events.
    log = defined?(Puma::LogWriter) ? [nil, { log_writer: Puma::LogWriter.null }] : [Puma::Events.null, {}]
    @puma = Puma::Server.new(method(:call), log.first, { min_threads: 0, max_threads: 4, **log.last })
    @puma.add_tcp_listener("127.0.0.1", 0)
    @puma.run
  end

  def stop
    @puma&.stop(true)
    @puma = nil
    FileUtils.rm_rf(@folder)
  end

  def repository = File.join(@folder, "app.git")

  def url = "http://127.0.0.1:#{@puma.connected_ports.first}/app.git"

  def git(*arguments, stdin: "")
    directory = arguments.first == "init" ? [] : ["--git-dir", repository]
    output, status = Open3.capture2e(ENVIRONMENT, "git", *directory, *arguments, stdin_data: stdin, binmode: true)
    raise "git #{arguments.join(" ")}: #{output}" unless status.success?

    output.force_encoding(Encoding::UTF_8)
  end

  # @return [Hash{String => String}] path => content
  def files(branch = "main")
    git("ls-tree", "-r", "-z", "--name-only", branch).split("\0").to_h { |path| [path, git("cat-file", "blob", "#{branch}:#{path}")] }
  end

  def commits(branch = "main") = git("log", "--format=%s", branch).lines.map(&:chomp)

  def branches = git("for-each-ref", "--format=%(refname:short)", "refs/heads").lines.map(&:chomp)

  # What somebody else does: a commit on a branch with these changes.
  def commit(changes, branch: "main", message: "by hand")
    parent = branches.include?(branch) ? git("rev-parse", branch).strip : nil
    index = { "GIT_INDEX_FILE" => File.join(@folder, "index-#{SecureRandom.hex(4)}"), "GIT_DIR" => repository }.merge(ENVIRONMENT)
    run = ->(*line, stdin: "") { Open3.capture2(index, "git", *line, stdin_data: stdin).first.strip }
    run.call("read-tree", parent || "--empty")
    changes.each do |path, content|
      next run.call("update-index", "--index-info", stdin: "0 #{"0" * 40}\t#{path}\n") unless content

      run.call("update-index", "--add", "--cacheinfo", "100644,#{run.call("hash-object", "-w", "--stdin", stdin: content)},#{path}")
    end
    made = run.call("commit-tree", run.call("write-tree"), *(parent ? ["-p", parent] : []), "-m", message)
    git("update-ref", "refs/heads/#{branch}", made)
    made
  end

  # A Rack app: CGI, as http-backend has it.
  def call(env)
    @headers << env["HTTP_AUTHORIZATION"]
    unless env["HTTP_AUTHORIZATION"] == "Basic #{["x-access-token:#{TOKEN}"].pack("m0")}"
      return [401, { "WWW-Authenticate" => "Basic realm=\"git\"" }, ["who are you?"]]
    end

    before_push&.call if env["PATH_INFO"].end_with?("/git-receive-pack")
    body = env["rack.input"].read.to_s
    cgi = ENVIRONMENT.merge("GIT_PROJECT_ROOT" => @folder, "GIT_HTTP_EXPORT_ALL" => "1", "REMOTE_USER" => "hotframe", "PATH_INFO" => env["PATH_INFO"],
                            "QUERY_STRING" => env["QUERY_STRING"], "REQUEST_METHOD" => env["REQUEST_METHOD"], "CONTENT_TYPE" => env["CONTENT_TYPE"].to_s,
                            "CONTENT_LENGTH" => body.bytesize.to_s, "HTTP_CONTENT_ENCODING" => env["HTTP_CONTENT_ENCODING"],
                            "GIT_PROTOCOL" => env["HTTP_GIT_PROTOCOL"])
    output, = Open3.capture2(cgi, @backend, stdin_data: body, binmode: true)
    head, content = output.split("\r\n\r\n", 2)
    headers = head.lines(chomp: true).to_h { |line| line.split(": ", 2) }
    [headers.delete("Status").to_i.nonzero? || 200, headers, [content]]
  end
end
