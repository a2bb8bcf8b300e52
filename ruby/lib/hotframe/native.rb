# frozen_string_literal: true

# Loads the native part that was built for this Ruby. A library that was built for another minor version of Ruby loads without a complaint and
# then reads strings wrongly, so each version has its own folder.
abi = RUBY_VERSION[/\A\d+\.\d+/]
library = File.join(__dir__, abi, "hotframe.#{RbConfig::CONFIG["DLEXT"]}")

unless File.file?(library)
  raise LoadError, <<~MESSAGE
    Hotframe's native part for Ruby #{abi} is missing (looked for #{library}).
    Build it with `rake compile` in #{File.expand_path("../..", __dir__)}; that needs cargo (https://rustup.rs), a C linker, Ruby's headers
    (Debian: ruby-dev) and libclang (Debian: libclang1 and libclang-common-dev).
  MESSAGE
end

require library

unless Hotframe::NATIVE_VERSION == Hotframe::VERSION
  raise LoadError, "Hotframe #{Hotframe::VERSION} found a native part of version #{Hotframe::NATIVE_VERSION}: build it again with `rake compile`"
end
