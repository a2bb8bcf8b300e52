# frozen_string_literal: true

ENV["RAILS_ENV"] = "test"
ENV["HOTFRAME_DB"] = File.join(Dir.mktmpdir("hotframe-test"), "test.sqlite3") if require("tmpdir")

require_relative "../config/environment"

# A database of its own for every run, seeded as the demo's is: Ada owns the counter (1) and the shop (2), Grace a counter (3).
DemoDatabase.prepare

require "rails/test_help"

module TestApps
  def ada = User.find_by_id("ada")

  def counter = App.find(1)

  def graces_app = App.find(3)
end

module ActiveSupport
  class TestCase
    include TestApps

    self.use_transactional_tests = true

    # Rows are rolled back; what was made of them must go too.
    teardown { Hotframe.sessions.clear }
  end
end
