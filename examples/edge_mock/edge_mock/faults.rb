# frozen_string_literal: true

module EdgeMock
  # Faults that requests run into, on demand.
  class Faults
    # `path` and `verb` say which requests; `times` how many of them. Then one of: `status` with `code`, `message`, `headers` and `body`; `cut`, to
    # close the connection without an answer, before or (`cut: :after`) behind what was asked for; `hang`, a Queue whose first word lets it go on;
    # `call`, a block that is run before the request is.
    Fault = Struct.new(:path, :verb, :times, :skip, :status, :code, :message, :headers, :body, :cut, :hang, :call, keyword_init: true)

    def initialize
      @lock = Mutex.new
      @faults = []
    end

    def add(path, verb: nil, times: 1, skip: 0, **fields)
      @lock.synchronize { @faults << Fault.new(path:, verb: verb&.to_s&.upcase, times:, skip:, **fields) }
    end

    def clear = @lock.synchronize { @faults.clear }

    # @return [Fault, nil] what this request runs into
    def take(verb, path)
      @lock.synchronize do
        fault = @faults.find { |one| one.times.positive? && path.match?(one.path) && (one.verb.nil? || one.verb == verb) } or return
        return (fault.skip -= 1) && nil if fault.skip.positive?

        fault.times -= 1
        fault
      end
    end
  end
end
