# frozen_string_literal: true

module Hotframe
  # The gem's version; the same number as the core crate's.
  VERSION = "0.1.0"
end
