# frozen_string_literal: true

# Looks for what building needs before anything is built, and says what is missing in words that help.
module Toolchain
  RUST = Gem::Version.new("1.95")

  class << self
    def check!(output: $stderr)
      problems = [cargo_problem, libclang_problem, headers_problem].compact
      return if problems.empty?

      output.puts "", "Hotframe's native part cannot be built here:", problems.map { |problem| "  - #{problem}" },
                  "A precompiled gem needs none of this: see if there is one for this platform (gem install hotframe --platform).", ""
      abort
    end

    def cargo_problem
      version = IO.popen(%w[cargo --version], err: File::NULL, &:read)[/cargo (\d+\.\d+)/, 1]
      "cargo #{version} is too old: Rust #{RUST} or newer is needed (rustup update)" if version && Gem::Version.new(version) < RUST
    rescue SystemCallError
      "cargo is missing: install Rust #{RUST} or newer (https://rustup.rs)"
    end

    def libclang_problem
      return if libclang_folders.any? { |folder| Dir.glob(File.join(folder, "libclang{,-*}.{so,so.*,dylib}")).any? }

      "libclang is missing, which reads Ruby's headers: Debian and Ubuntu: apt-get install libclang1; Fedora: dnf install clang-libs; " \
        "macOS: xcode-select --install; or set LIBCLANG_PATH to its folder"
    end

    # libclang without its own stdarg.h fails in the middle of the build.
    def headers_problem
      return if RUBY_PLATFORM.include?("darwin") || libclang_problem
      return if ENV["BINDGEN_EXTRA_CLANG_ARGS"] || Dir.glob("{/usr/lib/llvm-*/lib/clang,/usr/lib/clang,/usr/lib64/clang}/*/include/stdarg.h").any?

      "clang's own headers (stdarg.h) are missing: Debian and Ubuntu: apt-get install libclang-common-NN-dev, with libclang's version as NN"
    end

    private

    def libclang_folders
      said = ENV.fetch("LIBCLANG_PATH", nil)
      return [File.directory?(said) ? said : File.dirname(said)] if said

      ["/usr/lib/llvm-*/lib", "/usr/lib*", "/usr/lib/*-linux-gnu", "/usr/local/lib", "/opt/homebrew/opt/llvm/lib", "/usr/local/opt/llvm/lib",
       "/Library/Developer/CommandLineTools/usr/lib", "/Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib"]
    end
  end
end
