# frozen_string_literal: true

require "minitest/autorun"
require "json"
require "timeout"
require "hotframe"

Dir[File.join(__dir__, "support", "*.rb")].each { |file| require file }
