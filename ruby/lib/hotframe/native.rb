# frozen_string_literal: true

# Loads the native part that was built for this Ruby. A library that was built for another minor version of Ruby loads without a complaint and
# then reads strings wrongly, so each version has its own folder.
abi = RUBY_VERSION[/\A\d+\.\d+/]
# The rb_sys gem's makefile names the library by the crate; RubyGems may keep it in a folder of its own, which is in the load path.
names = %W[hotframe/#{abi}/hotframe.#{RbConfig::CONFIG["DLEXT"]} hotframe/#{abi}/hotframe_ruby.#{RbConfig::CONFIG["DLEXT"]}]
folders = [File.expand_path("..", __dir__), *Gem.loaded_specs["hotframe"]&.full_require_paths]
candidates = folders.product(names).map { |folder, name| File.join(folder, name) }
library = candidates.find { |file| File.file?(file) }

unless library
  raise LoadError, <<~MESSAGE
    Hotframe's native part for Ruby #{abi} is missing (looked for #{candidates.first}).
    Build it with `rake compile` in #{File.expand_path("../..", __dir__)}; that needs cargo (https://rustup.rs), a C linker, Ruby's headers
    (Debian: ruby-dev) and libclang (Debian: libclang1 and libclang-common-dev).
  MESSAGE
end

require library

unless Hotframe::NATIVE_VERSION == Hotframe::VERSION
  raise LoadError, "Hotframe #{Hotframe::VERSION} found a native part of version #{Hotframe::NATIVE_VERSION}: build it again with `rake compile`"
end
