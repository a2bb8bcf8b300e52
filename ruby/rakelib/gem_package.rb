# frozen_string_literal: true

require "fileutils"
require "rbconfig"
require "tmpdir"

# Puts the gem together in a folder of its own. The native part's core is the root of the repository, which a gem cannot reach: it is copied.
class GemPackage
  include FileUtils

  GEM = File.expand_path("..", __dir__)
  ROOT = File.expand_path("..", GEM)
  # Crates that only Windows needs: their manifests must be there for cargo's resolver, their code need not.
  ELSEWHERE = /\A(windows|winapi)/

  # @return [String] as RubyGems looks for it; a library for one macOS serves the later ones
  def self.platform = Gem::Platform.local.to_s.sub(/-darwin.*/, "-darwin")

  # @param pkg [String] the folder that the gem goes to
  def initialize(vendor:, pkg: File.join(GEM, "pkg"))
    @vendor = vendor
    @pkg = pkg
  end

  # @return [String] the gem's file
  def build
    Dir.mktmpdir("hotframe-package") do |stage|
      stage_ruby(stage)
      stage_rust(stage)
      vendor(stage) if @vendor
      gem(stage)
    end
  end

  # @return [String] the gem's file
  def build_for_platform
    Dir.mktmpdir("hotframe-package") do |stage|
      stage_ruby(stage)
      Dir.glob("lib/hotframe/*/hotframe.{so,bundle}", base: GEM).each { |file| install(file, stage) }
      gem(stage, "HOTFRAME_PLATFORM" => self.class.platform)
    end
  end

  private

  def stage_ruby(stage)
    Dir.glob("{lib,sig,app,config,ext}/**/*.{rb,rbs,erb,tt,js,toml,rs}", base: GEM).each { |file| install(file, stage) }
    %w[hotframe.gemspec README.md].each { |file| install(file, stage) }
    %w[LICENSE CHANGELOG.md].each { |file| cp File.join(ROOT, file), stage }
  end

  def install(file, stage)
    mkdir_p File.dirname(File.join(stage, file))
    cp File.join(GEM, file), File.join(stage, file)
  end

  # One manifest of the repository becomes two: that of the workspace and that of the core.
  def stage_rust(stage)
    sections = File.read(File.join(ROOT, "Cargo.toml")).split(/^(?=\[)/)
    workspace, core = sections.partition { |section| section.match?(/\A\[(workspace|profile|patch)\b/) }
    core.reject! { |section| section.match?(/\A(\[\[(test|bench|example)\]\]|\[dev-dependencies)/) }
    members = 'members = ["core", "ext/hotframe"]'
    write(stage, "Cargo.toml", workspace.join.sub(/^members = \[.*?\]$/m, members).sub(/^default-members = .*$/, 'default-members = ["ext/hotframe"]'))
    write(stage, "core/Cargo.toml", core.join)
    cp_r %w[src build.rs README.md LICENSE].map { |file| File.join(ROOT, file) }, File.join(stage, "core")
    rm_rf File.join(stage, "core/src/ffi") # the C library is a crate of its own
    cp File.join(ROOT, "Cargo.lock"), stage
    point_at_core(File.join(stage, "ext/hotframe/Cargo.toml"))
    # The first run takes out of the lock what the gem does not need; the second proves that an install, which may not change it, will do.
    metadata(stage)
    metadata(stage, "--locked")
  end

  def point_at_core(manifest)
    text = File.read(manifest)
    File.write(manifest, text.sub('path = "../../.."', 'path = "../../core"'))
    raise "#{manifest} does not name the core" if File.read(manifest) == text
  end

  # Looks at the crates of this platform alone where the others are not put into the gem: so nothing is downloaded that a build has not downloaded.
  def metadata(stage, *options)
    options += ["--filter-platform", IO.popen(%w[rustc -vV], &:read)[/^host: (.*)/, 1]] unless @vendor
    system("cargo", "metadata", "--format-version=1", *options, chdir: stage, out: File::NULL, exception: true)
  end

  def vendor(stage)
    config = IO.popen(%w[cargo vendor --locked --versioned-dirs vendor/cargo], chdir: stage, err: File::NULL, &:read)
    raise "cargo vendor failed" if config.empty?

    write(stage, ".cargo/config.toml", config)
    Dir.children(File.join(stage, "vendor/cargo")).grep(ELSEWHERE).each { |name| hollow(File.join(stage, "vendor/cargo", name)) }
    system("tar", "-czf", "vendor.tar.gz", "vendor", chdir: stage, exception: true)
    rm_rf File.join(stage, "vendor")
  end

  def hollow(crate)
    Dir.children(crate).each { |name| rm_rf(File.join(crate, name)) unless %w[Cargo.toml .cargo-checksum.json].include?(name) }
    write(crate, "src/lib.rs", "")
    checksum = File.join(crate, ".cargo-checksum.json")
    File.write(checksum, %({"files":{},"package":#{File.read(checksum)[/"package":("\h+")/, 1]}}))
  end

  def gem(stage, env = {})
    mkdir_p @pkg
    system(env, "gem", "build", "--quiet", "hotframe.gemspec", chdir: stage, exception: true)
    file = Dir[File.join(stage, "*.gem")].first
    mv file, @pkg
    File.join(@pkg, File.basename(file))
  end

  def write(folder, name, text)
    mkdir_p File.dirname(File.join(folder, name))
    File.write(File.join(folder, name), text)
  end
end
