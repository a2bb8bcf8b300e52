# frozen_string_literal: true

require_relative "dummy"

run Rails.application
