# frozen_string_literal: true

# No Bundler: the demo runs on the gems of the system (Debian: ruby-rails puma ruby-sqlite3) and on the Hotframe of this checkout.
ENV["RAILS_ENV"] ||= "development"
$LOAD_PATH.unshift File.expand_path("../../../ruby/lib", __dir__)
