# frozen_string_literal: true

module Hotframe
  module Edge
    # For whom a deployment is, and how it is built.
    class Tier
      # @return [String] `preview`, `development` or `production`: what a deployment's `environment` is
      attr_reader :name

      # @return [Boolean] whether scripts and styles are made small
      attr_reader :minify

      # @return [String] how source maps are made
      attr_reader :source_map

      def initialize(name, minify:, source_map:)
        @name = name
        @minify = minify
        @source_map = source_map
        freeze
      end

      # `preview`: as soon as possible, while an app is being made. `development`: the same with maps, for those who edit by hand. `production`: small
      # and without sources.
      ALL = [new("preview", minify: false, source_map: "none"), new("development", minify: false, source_map: "external"),
             new("production", minify: true, source_map: "none")].to_h { |tier| [tier.name, tier] }.freeze

      # @param name [#to_s]
      # @return [Tier]
      # @raise [ArgumentError]
      # @example
      #   Hotframe::Edge::Tier.fetch(:preview).minify # => false
      def self.fetch(name) = name.is_a?(self) ? name : ALL.fetch(name.to_s) { raise ArgumentError, "there is no tier #{name.inspect}: #{ALL.keys.join(", ")}" }
    end
  end
end
