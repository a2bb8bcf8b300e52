# frozen_string_literal: true

require "test_helper"

class ConnectionTest < ActionCable::Connection::TestCase
  tests ApplicationCable::Connection

  test "a signed cookie names the user" do
    cookies.signed[:user_id] = "ada"
    connect
    assert_equal "Ada", connection.current_user.name
  end

  test "without one, or with a forged one, there is no connection" do
    assert_reject_connection { connect }
    cookies[:user_id] = "ada"
    assert_reject_connection { connect }
    cookies.signed[:user_id] = "mallory"
    assert_reject_connection { connect }
  end
end
