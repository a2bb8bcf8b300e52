# frozen_string_literal: true

module Hotframe
  # What became of an edit in the open tabs of an app, in whichever process these are connected: what {Hotframe.arrival} answers. A tab that comes
  # while it is awaited counts from then on; one that goes is waited for in vain.
  class Arrival
    # One tab: the revision that it said last, the time that its last update took in it, in milliseconds, and how it failed.
    Tab = Struct.new(:revision, :milliseconds, :error, keyword_init: true)

    # How long a tab has to say that it is there.
    ROLL_CALL = 0.3
    # How often it is asked again who is there: a page that has loaded anew has a new connection.
    AGAIN = 0.5
    # How long after a roll call tabs tell what they do.
    TELLING = 60
    # A page that is loading anew.
    AWAY = Tab.new(revision: "").freeze
    private_constant :ROLL_CALL, :AGAIN, :AWAY

    # @return [String, nil] the revision that tabs should be at
    attr_reader :revision

    # @return [Array<Tab>]
    attr_reader :tabs

    # @api private
    def self.await(app, timeout:)
      announcer = Announcer.new(app)
      heard = Queue.new
      listener = ->(json) { heard << JSON.parse(json) }
      subscribed = Concurrent::Event.new
      ActionCable.server.pubsub.subscribe(announcer.results, listener, -> { subscribed.set })
      subscribed.wait(timeout)
      tabs = {}
      announcer.signal("present")
      hear(heard, tabs, ROLL_CALL) { false }
      yield if block_given?
      revision = Hotframe.sessions.read(app, &:revision)
      hear(heard, tabs, timeout, announcer) { new(revision, tabs.values).complete? }
      new(revision, tabs.values)
    ensure
      ActionCable.server.pubsub.unsubscribe(announcer.results, listener) if listener
    end

    # @api private
    def self.hear(heard, tabs, seconds, announcer = nil)
      began = asked = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      loop do
        take(heard.pop, tabs) until heard.empty?
        now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
        return if yield || now - began >= seconds

        if announcer && now - asked >= AGAIN
          announcer.signal("present")
          asked = now
        end
        sleep(0.005)
      end
    end
    private_class_method :hear

    # An answer to a roll call says where a tab is, and not how it got there.
    #
    # @api private
    def self.take(said, tabs)
      id, revision, outcome = said.values_at("tab", "revision", "outcome")
      known = tabs[id]
      return if outcome.nil? && known&.revision == revision

      tabs.delete(tabs.key(AWAY)) unless known
      tabs[id] = outcome == "reloading" ? AWAY : Tab.new(revision:, milliseconds: said["ms"], error: said["error"])
    end
    private_class_method :take

    # @api private
    def initialize(revision, tabs)
      @revision = revision
      @tabs = tabs
    end

    # @return [Array<Tab>] those that show the revision and did not fail in it
    # @example
    #   arrival.applied.map(&:milliseconds).max
    def applied = tabs.select { |tab| tab.revision == revision && tab.error.nil? }

    # @return [Array<Tab>] those in which the update, or the app in it, failed
    # @example
    #   arrival.failed.map(&:error)
    def failed = tabs.select(&:error)

    # @return [Boolean] whether every tab has applied it or failed
    # @example
    #   arrival.complete? # => true
    def complete? = tabs.all? { |tab| tab.error || tab.revision == revision }

    # @example
    #   arrival.to_s # => "applied in 2 of 2 tabs"
    def to_s = "applied in #{applied.size} of #{tabs.size} #{tabs.one? ? "tab" : "tabs"}#{", failed in #{failed.size}" if failed.any?}"
  end
end
