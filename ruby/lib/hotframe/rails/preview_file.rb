# frozen_string_literal: true

module Hotframe
  # Callbacks of the model that holds an app's files. Installed by `has_preview_files`; the app need not include it.
  module PreviewFile
    extend ActiveSupport::Concern

    class << self
      # Makes the files of this model of apps be watched. Does nothing until the association is known.
      #
      # @api private
      def watch(app_model)
        return unless app_model.respond_to?(:hotframe_files) && app_model.respond_to?(:reflect_on_association)

        mapping = AppFiles.mapping(app_model)
        reflection = app_model.reflect_on_association(mapping.association) or return
        install(reflection.klass, reflection, mapping)
      rescue NameError
        nil # the class of the files is not loaded yet: the next look at an app's files comes here again
      end

      private

      def install(model, reflection, mapping)
        return if model.include?(self)

        model.include(self)
        model.hotframe_owner = reflection.inverse_of&.name || reflection.foreign_key.to_s.delete_suffix("_id").to_sym
        model.hotframe_mapping = mapping
      end
    end

    included do
      class_attribute :hotframe_owner, :hotframe_mapping, instance_accessor: false
      after_save { OutsideEdits.saved(self) }
      after_destroy { OutsideEdits.destroyed(self) }
      # Runs last, in every version of Rails: an attachment's bytes are stored by a callback of the same kind.
      set_callback(:commit, :after, prepend: true) { OutsideEdits.committed(self) }
      after_rollback { OutsideEdits.rolled_back(self) }
      after_touch { OutsideEdits.touched(self) }
    end
  end
end
