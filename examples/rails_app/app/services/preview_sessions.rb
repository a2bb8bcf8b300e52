# frozen_string_literal: true

# The live sessions of this process, one per app, built from the app's rows when somebody looks.
#
# Losing one costs nothing but the time to build it again: a revision names content, so the next session of the same rows is at the same one.
class PreviewSessions
  LIMIT = 100
  IDLE = 30.minutes

  Slot = Struct.new(:lock, :session, :used_at)

  class << self
    delegate :read, :change, :forget, to: :instance

    def instance = INSTANCE
  end

  def initialize(limit: LIMIT, idle: IDLE, clock: -> { Process.clock_gettime(Process::CLOCK_MONOTONIC) })
    @limit = limit
    @idle = idle
    @clock = clock
    @slots = {}
    @lock = Mutex.new
  end

  # @return [Hotframe::Session] to ask for pages and files
  def read(app) = change(app, &:itself)

  # Yields the app's session while nobody else changes this app, so that rows, sessions and messages move in one order.
  def change(app)
    slot = slot(app.id)
    slot.lock.synchronize do
      slot.session ||= Hotframe::Session.new(app.sources, compiler: Compilers.apps, app: app.id)
      yield slot.session
    rescue Hotframe::InternalError, Hotframe::PoisonedError
      slot.session = nil
      raise
    end
  end

  # To be called inside {change}: the next one starts from the rows.
  def forget(app) = slot(app.id).session = nil

  # @return [Integer]
  def size = @lock.synchronize { @slots.count { |_, slot| slot.session } }

  private

  def slot(id)
    @lock.synchronize do
      slot = @slots[id] ||= Slot.new(Mutex.new)
      slot.used_at = @clock.call
      drop_unused(slot)
      slot
    end
  end

  # Slots stay: a thread may be waiting for a slot's lock, and two locks for one app would be none. Only what is large goes.
  def drop_unused(current)
    live = @slots.each_value.select { |slot| slot.session && slot != current }.sort_by(&:used_at)
    old, recent = live.partition { |slot| slot.used_at < current.used_at - @idle }
    (old + recent.first([recent.size + 1 - @limit, 0].max)).each { |slot| drop(slot) }
  end

  def drop(slot)
    return unless slot.lock.try_lock

    slot.session = nil
    slot.lock.unlock
  end

  INSTANCE = new
  private_constant :INSTANCE
end
