# frozen_string_literal: true

module Hotframe
  # Edits that did not come through {Edit}: a job, a console, an AI agent that saves records. Open previews are told once for each transaction.
  module OutsideEdits
    KEY = :hotframe_outside_edits
    private_constant :KEY

    class << self
      # Runs the block without telling anybody: {Edit} does that itself.
      #
      # @api private
      def silence
        before = Thread.current[:hotframe_silent]
        Thread.current[:hotframe_silent] = true
        yield
      ensure
        Thread.current[:hotframe_silent] = before
      end

      # @api private
      def saved(file)
        path, content = columns(file)
        return note(file, nil, nil, file[path]) if file.previously_new_record?
        # What an attachment held before is gone; that it changed is enough.
        return touched(file) unless file.saved_change_to_attribute?(path) || file.saved_change_to_attribute?(content)

        note(file, file.attribute_before_last_save(path), file.attribute_before_last_save(content) || "", file[path])
      end

      # @api private
      def destroyed(file)
        path, content = columns(file)
        note(file, file[path], file[content], nil)
      end

      # An attachment that was replaced.
      #
      # @api private
      def touched(file) = note(file, nil, nil, nil)

      # @api private
      def committed(file)
        app_id = owner_id(file)
        before = pending.delete(app_id) or return
        app = file.public_send(file.class.hotframe_owner) or return

        Edit.new(app).committed_elsewhere(before)
      rescue StandardError => e
        # What was committed stays committed: telling about it must not make it look failed.
        Hotframe.config.logger.error("[hotframe] app #{app_id}: previews were not told of an edit: #{e.full_message(highlight: false)}")
      end

      # A savepoint that is rolled back is part of a transaction that may still be committed.
      #
      # @api private
      def rolled_back(file)
        pending.delete(owner_id(file)) unless file.class.connection.transaction_open?
      end

      # Forgets what was noted in transactions that never ended.
      #
      # @api private
      def clear = pending.clear

      private

      def columns(file) = [file.class.hotframe_mapping.path, file.class.hotframe_mapping.content].map(&:to_s)

      def pending = (Thread.current[KEY] ||= {})

      # The first state that a file had in the transaction is the one before it.
      def note(file, path, content, new_path)
        return if Thread.current[:hotframe_silent]

        before = (pending[owner_id(file)] ||= {})
        before[path] = content unless path.nil? || before.key?(path)
        before[new_path] = nil unless new_path.nil? || before.key?(new_path)
      end

      def owner_id(file)
        reflection = file.class.reflect_on_association(file.class.hotframe_owner)
        reflection ? file[reflection.foreign_key] : file.public_send(file.class.hotframe_owner).id
      end
    end
  end
end
