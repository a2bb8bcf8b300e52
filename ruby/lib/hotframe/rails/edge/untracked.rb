# frozen_string_literal: true

module Hotframe
  module Edge
    # A deployment of an app that keeps no record of them: it lives as long as the call.
    class Untracked
      attr_reader :deployment_id, :environment, :status, :artifact, :is_rollback, :id, :deployment_url, :error_message, :error_code

      def initialize(_app, environment)
        @environment = environment
        @deployment_id = SecureRandom.uuid
        @status = "pending"
      end

      def claim!(*) = true

      def renew!(*) = nil

      def reload = self

      def finished? = %w[deployed failed].include?(status)

      def start_build! = move("building")

      def complete_build!(**) = move("deploying")

      def complete_deployment!(*, **) = move("deployed")

      def fail_deployment!(*, **) = move("failed")

      def settle_versions!(*) = nil

      private

      def move(status)
        @status = status
        self
      end
    end
  end
end
