# frozen_string_literal: true

# Writes the Makefile that builds the native part, for `gem install` and for rake-compiler. With the rb_sys gem its makefile is used, without it
# cargo alone does. HOTFRAME_CARGO_PROFILE chooses another profile than "release".

require "mkmf"
require "shellwords"
require_relative "toolchain"

Toolchain.check!

abi = RUBY_VERSION[/\A\d+\.\d+/]
here = __dir__
gem_root = File.expand_path("../..", here)
vendored = File.join(gem_root, "vendor.tar.gz")
# The crates that the gem brings along: nothing is downloaded.
system("tar", "-xzf", vendored, "-C", gem_root, exception: true) if File.file?(vendored) && !File.directory?(File.join(gem_root, "vendor"))

begin
  raise LoadError if ENV["HOTFRAME_PLAIN_CARGO"]

  require "rb_sys/mkmf"
  create_rust_makefile("hotframe/#{abi}/hotframe_ruby") do |rust|
    rust.profile = ENV.fetch("HOTFRAME_CARGO_PROFILE", "release").to_sym
    rust.extra_cargo_args += ["--locked"]
  end
rescue LoadError
  profile = ENV.fetch("HOTFRAME_CARGO_PROFILE", "release")
  target = ENV.fetch("CARGO_TARGET_DIR") { File.join(Dir.pwd, "target") }
  flags = Shellwords.split(RbConfig.expand(RbConfig::MAKEFILE_CONFIG["DLDFLAGS"].dup))
  command = ["cargo", "rustc", "--manifest-path", File.join(here, "Cargo.toml"), "--target-dir", target, "--lib", "--profile", profile, "--locked", "--",
             *flags.flat_map { |flag| ["-C", "link-arg=#{flag}"] }]
  built = File.join(target, profile, "libhotframe_ruby.#{RbConfig::CONFIG["SOEXT"]}")
  library = "hotframe.#{RbConfig::CONFIG["DLEXT"]}"

  # RubyGems runs `make clean`, `make` and `make install`, with sitearchdir and DESTDIR of its own.
  File.write("Makefile", <<~MAKE)
    sitearchdir = #{RbConfig::CONFIG["sitearchdir"]}
    target_prefix = /hotframe/#{abi}
    RUBYARCHDIR = $(DESTDIR)$(sitearchdir)$(target_prefix)

    .PHONY: all install clean distclean FORCE
    all: #{library}

    #{library}: FORCE
    \tcd #{gem_root.shellescape} && #{command.shelljoin.gsub("$", "$$")}
    \tcp #{built.shellescape} $@

    install: #{library}
    \tmkdir -p "$(RUBYARCHDIR)"
    \tinstall -m 755 #{library} "$(RUBYARCHDIR)"
    \t#{"rm -rf #{target.shellescape} #{File.join(gem_root, "vendor").shellescape}" if File.file?(vendored) && !ENV["CARGO_TARGET_DIR"]}

    clean distclean:
    \trm -f #{library}

    FORCE:
  MAKE
end
