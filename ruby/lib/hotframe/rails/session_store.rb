# frozen_string_literal: true

module Hotframe
  # The live sessions of this process, one for each app that somebody looks at, built from the app's rows.
  #
  # Any process serves any app: a session is compared with the rows before it is used, and losing one costs the time to build it again. A
  # revision names content, so all processes that hold the same rows are at the same revision without talking.
  class SessionStore
    Slot = Struct.new(:lock, :session, :marks, :used_at)
    private_constant :Slot

    # @example
    #   store = Hotframe::SessionStore.new
    def initialize(clock: -> { Process.clock_gettime(Process::CLOCK_MONOTONIC) })
      @clock = clock
      @slots = {}
      @lock = Mutex.new
    end

    # Yields the app's session, brought up to date with the rows; what that changes is told to open previews. While the block runs nobody else
    # in this process changes the app.
    #
    # @param app [Object] the app's record
    # @yield [Session]
    # @example
    #   Hotframe.sessions.read(app) { |session| session.page(transport: { kind: "none" }) }
    def read(app)
      change(app) do |session, missed|
        Announcer.new(app).tell(missed, session) if missed
        yield session
      end
    end

    # The same, and the caller tells.
    #
    # @yield [Session, Message, nil] the session, and what its being brought up to date changed for previews
    # @api private
    def change(app)
      slot = slot(app.id)
      slot.lock.synchronize do
        message = freshen(slot, app)
        yield slot.session, message
      rescue InternalError, PoisonedError
        slot.session = nil
        raise
      end
    end

    # Yields the session as it is at rows that were before: what `before` says of some paths, and the present rows for all others.
    #
    # @api private
    def read_from(app, before)
      slot = slot(app.id)
      slot.lock.synchronize do
        unless slot.session
          files = AppFiles.new(app)
          slot.marks = nil
          slot.session = session(app, files.to_h.merge(before).compact)
        end
        message = freshen(slot, app)
        yield slot.session, message
      end
    end

    # Inside {read}: the rows are now what the session is.
    #
    # @api private
    def settle(app)
      slot = slot(app.id)
      slot.marks = AppFiles.new(app).marks
    end

    # Inside {read}: the session is not what the rows are; the next one starts from them.
    #
    # @api private
    def forget(app) = slot(app.id).session = nil

    # @return [Boolean] whether this process holds the app's session
    # @example
    #   Hotframe.sessions.live?(app) # => false
    def live?(app) = @lock.synchronize { !@slots[app.id]&.session.nil? }

    # @return [Integer] how many sessions this process holds
    # @example
    #   Hotframe.sessions.size # => 12
    def size = @lock.synchronize { @slots.count { |_, slot| slot.session } }

    # Drops all sessions, as a restart would.
    #
    # @example
    #   Hotframe.sessions.clear
    def clear = @lock.synchronize { @slots.each_value { |slot| drop(slot) } }

    private

    def session(app, files)
      Instruments.measure("compile", app: app.id, what: "open") do
        Session.new(files, compiler: Compilers.for(Origins.base(app)), app: app.id)
      end
    end

    def freshen(slot, app)
      files = AppFiles.new(app)
      marks = files.marks
      unless slot.session
        slot.session = session(app, files.to_h)
        slot.marks = marks
        return
      end
      return if marks && marks == slot.marks

      # The mark of a row that is being written while we read may be older than what we read: then the next look finds a new mark.
      message = marks && slot.marks ? slot.session.update(files.changes(slot.marks, marks)) : slot.session.replace(files.to_h)
      slot.marks = marks
      message
    end

    def slot(id)
      @lock.synchronize do
        slot = @slots[id] ||= Slot.new(Monitor.new)
        slot.used_at = @clock.call
        drop_unused(slot)
        slot
      end
    end

    # Slots stay: a thread may be waiting for a slot's lock, and two locks for one app would be none. Only what is large goes.
    def drop_unused(current)
      live = @slots.each_value.select { |slot| slot.session && slot != current }
      old, recent = live.partition { |slot| slot.used_at < current.used_at - Hotframe.config.session_idle }
      excess = [recent.size + 1 - Hotframe.config.max_sessions, 0].max
      (old + (excess.zero? ? [] : recent.min_by(excess, &:used_at))).each { |slot| drop(slot) }
    end

    def drop(slot)
      return unless slot.lock.try_enter

      slot.session = nil
      slot.lock.exit
    end
  end
end
