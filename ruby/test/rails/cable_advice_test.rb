# frozen_string_literal: true

require_relative "rails_helper"

class CableAdviceTest < ActiveSupport::TestCase
  test "a Redis adapter that would not connect again is told so" do
    assert_match(/reconnect_attempts: \[/, Hotframe::CableAdvice.about({ adapter: "redis", url: "redis://h" }, rails: "7.1.0"))
    assert_match(%r{config/cable\.yml}, Hotframe::CableAdvice.about({ "adapter" => "redis" }, rails: "8.0.1"))
  end

  test "whoever said it, has another adapter or an older Rails hears nothing" do
    [[{ adapter: "redis", reconnect_attempts: 3 }, "7.2.0"], [{ adapter: "redis" }, "7.0.8"], [{ adapter: "async" }, "8.0.0"],
     [nil, "8.0.0"]].each do |cable, rails|
      assert_nil Hotframe::CableAdvice.about(cable, rails:), cable.inspect
    end
  end
end
