# frozen_string_literal: true

module Hotframe
  # Makes `fork` wait for compilations that are under way: a lock that another thread holds at that moment would stay locked in the child for
  # ever. No new one can start meanwhile, since the forking thread keeps Ruby's lock.
  #
  # @api private
  module Fork
    # The longest wait in seconds: past it, forking late is the lesser evil.
    LIMIT = 10.0

    # What every way to fork calls (`fork`, `IO.popen("-")`).
    def _fork
      Hotframe.send(:native_wait_until_idle, LIMIT)
      super
    end
  end

  Process.singleton_class.prepend(Fork)
  private_class_method :native_error_codes, :native_wait_until_idle
end
