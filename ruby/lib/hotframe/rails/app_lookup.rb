# frozen_string_literal: true

module Hotframe
  # Finds an app by an id that a client sent. `find("1 OR 1=1")` finds app 1, since Rails casts leniently: here an id is an id, or nothing.
  module AppLookup
    INTEGER = /\A(?:0|[1-9]\d{0,18})\z/
    NAME = /\A[A-Za-z0-9][A-Za-z0-9_-]{0,99}\z/
    private_constant :INTEGER, :NAME

    class << self
      # @param id [Object] what the client sent
      # @return [Object, nil] the app's record
      # @example
      #   Hotframe::AppLookup.find(params[:app_id])
      def find(id, model: Hotframe.config.app_class)
        text = text(id)
        return unless text&.match?(integer?(model) ? INTEGER : NAME)

        model.find_by(model.primary_key => text)
      end

      private

      def text(id)
        case id
        when String then id if id.valid_encoding?
        when Integer then id.to_s
        end
      end

      def integer?(model) = model.type_for_attribute(model.primary_key).type == :integer
    end
  end
end
