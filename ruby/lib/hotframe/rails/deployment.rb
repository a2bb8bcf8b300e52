# frozen_string_literal: true

module Hotframe
  # For the model of a deployment (`rails g hotframe:deployments` makes one): what happened to one version of an app on its way to the edge. The row is
  # the truth: of an app and tier one deployment is under way and one waits, whatever processes do, since two unique columns say so.
  #
  # @example
  #   class AppDeployment < ApplicationRecord
  #     include Hotframe::Deployment
  #     belongs_to :app
  #   end
  module Deployment
    extend ActiveSupport::Concern

    # A status that does not follow from the one before.
    class InvalidTransition < Hotframe::Error; end

    # What may follow what.
    NEXT = { "pending" => %w[building deploying failed], "building" => %w[deploying failed], "deploying" => %w[deployed failed],
             "deployed" => %w[rolled_back], "failed" => [], "rolled_back" => [] }.freeze
    # Under way.
    ACTIVE = %w[building deploying].freeze

    included do
      validates :status, inclusion: { in: NEXT.keys }
      validates :environment, inclusion: { in: Edge::Tier::ALL.keys }
      validate :status_follows, if: -> { status_changed? && persisted? }

      NEXT.each_key { |name| scope name, -> { where(status: name) } unless name == "pending" }
      # Nobody has begun with it; somebody works on it.
      scope :waiting, -> { where.not(pending_key: nil) }
      scope :held, -> { where.not(active_key: nil) }
      scope :in_progress, -> { where(status: ACTIVE) }
      scope :of, ->(app, environment) { where(hotframe_app_key => app.id, environment: environment.to_s) }
      scope :beside, ->(row) { where(hotframe_app_key => row[hotframe_app_key], environment: row.environment) }
      scope :newest_first, -> { order(version: :desc) }
    end

    class_methods do
      # The column that names the app.
      #
      # @api private
      def hotframe_app_key
        name = Hotframe.config.app_model.to_s.demodulize.underscore.to_sym
        reflect_on_association(name)&.foreign_key || "#{name}_id"
      end

      # Asks for a deployment. One that waits already is the same one: it will take the rows as they are when its turn comes.
      #
      # @param app [Object] the app's record
      # @param environment [#to_s] a tier
      # @return [Deployment] `previously_new_record?` says whether it is new
      # @example
      #   AppDeployment.request!(app, "preview", by: current_user.id)
      def request!(app, environment, by: nil, **more)
        key = "#{app.id}/#{environment}"
        attempts = 0
        begin
          attempts += 1
          waiting = find_by(pending_key: key)
          return waiting.tap { |row| where(id: row.id).update_all(["requests = requests + 1, updated_at = ?", Time.current]) } if waiting

          transaction(requires_new: true) { create!(**first_values(app, environment, by), pending_key: key, **more) }
        rescue ActiveRecord::RecordNotUnique
          retry if attempts < 10
          raise
        end
      end

      # @return [Deployment, nil] what the app's address serves
      # @example
      #   AppDeployment.current(app, "preview")&.version # => 12
      def current(app, environment = "preview") = of(app, environment).deployed.order(deployed_at: :desc, id: :desc).first

      # @return [ActiveRecord::Relation] versions that can be rolled back to
      # @example
      #   AppDeployment.kept(app).pluck(:version) # => [12, 11, 9]
      def kept(app, environment = "preview")
        of(app, environment).where(status: %w[deployed rolled_back]).where.not(artifact: nil).newest_first
      end

      # Takes what rollbacks need from versions that are too old; what runs keeps it.
      #
      # @return [Integer] versions that lost it
      # @example
      #   AppDeployment.prune!(app, "preview", keep: 10)
      def prune!(app, environment = "preview", keep: Hotframe.config.edge.keep)
        running = of(app, environment).deployed.order(deployed_at: :desc, id: :desc).pick(:id)
        ids = kept(app, environment).where.not(id: running).offset([keep - 1, 0].max).limit(10_000).pluck(:id)
        where(id: ids).update_all(artifact: nil)
      end

      private

      def first_values(app, environment, by)
        { hotframe_app_key => app.id, environment: environment.to_s, status: "pending", deployment_id: SecureRandom.uuid, deployed_by: by&.to_s,
          version: of(app, environment).maximum(:version).to_i + 1, requests: 1 }
      end
    end

    # @return [Object] the app's record
    def hotframe_app = Hotframe.config.app_class.find(self[self.class.hotframe_app_key])

    # Makes this the app's deployment that is under way. It is not when another one is and shows signs of life.
    #
    # @param seconds [Numeric] without a sign of life after which it may be taken over
    # @return [Boolean]
    # @api private
    def claim!(seconds = Hotframe.config.edge.lease)
      retire_silent
      lease = SecureRandom.hex(8)
      rows = self.class.where(id:)
      rows = rows.where(status: "pending", active_key: nil).or(rows.held.where("lease_expires_at < ?", Time.current))
      values = { lease:, lease_expires_at: seconds.seconds.from_now, active_key: "#{self[self.class.hotframe_app_key]}/#{environment}", pending_key: nil }
      taken = self.class.transaction(requires_new: true) { rows.update_all(["#{assignments(values)}, attempts = attempts + 1", values]) } == 1
      reload if taken
      taken
    rescue ActiveRecord::RecordNotUnique
      false
    end

    # @return [Time, nil] when this one, which is not finished, can be claimed at the latest; nil when nothing is in its way
    # @api private
    def blocked_until
      return if finished?

      self.class.beside(self).held.maximum(:lease_expires_at)
    end

    # A sign of life. Whoever has lost the deployment learns it here, before anything else is done.
    #
    # @raise [Edge::Superseded]
    # @api private
    def renew!(seconds = Hotframe.config.edge.lease)
      mine = self.class.held.where(id:, lease:, cancel_requested: false)
      return if lease && mine.update_all(lease_expires_at: seconds.seconds.from_now) == 1

      raise Edge::Superseded, "another deployment has taken over"
    end

    # @return [Deployment] itself
    # @raise [InvalidTransition, Edge::Superseded]
    # @example
    #   deployment.start_build!
    def start_build! = move!("building", build_started_at: Time.current)

    # @param more [Hash{Symbol => Object}] what was built: `artifact:`, `digest:`, `bundle_size_bytes:`, `files_count:`, `build_log:`
    def complete_build!(**more)
      now = Time.current
      started = build_started_at ? { build_completed_at: now } : {}
      move!("deploying", deploy_started_at: now, **started, **more)
    end

    # @param url [String] where it is served
    def complete_deployment!(url = nil, **more)
      now = Time.current
      move!("deployed", deployment_url: url || deployment_url, deployed_at: now, deploy_completed_at: now, **done, **more)
    end

    # @param message [String]
    # @param details [Hash, String, nil]
    def fail_deployment!(message, details = nil, **more)
      details = details.to_json unless details.nil? || details.is_a?(String)
      move!("failed", error_message: message.to_s[0, 10_000], error_details: details, deploy_completed_at: (Time.current if deploy_started_at), **done, **more)
    end

    # After it is served: versions that a rollback left behind are called so, and those that are too old lose what they kept.
    #
    # @api private
    def settle_versions!(keep)
      if is_rollback
        left = self.class.beside(self).deployed.where.not(id:).where("id > ?", rollback_version_id)
        left.update_all(status: "rolled_back", updated_at: Time.current)
      end
      self.class.prune!(hotframe_app, environment, keep:)
    end

    # Deploys this version again: files and script as they were, the secrets of today. In one call, without a build.
    #
    # @return [Hash{Symbol => Object}] as {EdgePreviewService#deploy_preview}
    # @example
    #   app.deployments.find_by!(version: 11).rollback!(by: current_user.id)
    def rollback!(by: nil) = EdgePreviewService.new(hotframe_app).rollback(self, by:)

    # @return [Float, nil] seconds
    def build_duration = build_started_at && build_completed_at && (build_completed_at - build_started_at)

    # @return [Float, nil] seconds
    def deploy_duration = deploy_started_at && deploy_completed_at && (deploy_completed_at - deploy_started_at)

    # @return [Boolean] whether something may still happen to it
    def finished? = NEXT.fetch(status).empty? || status == "deployed"

    # What stands above of this kind is of the class.
    private # rubocop:disable Lint/UselessAccessModifier

    def done = { lease: nil, lease_expires_at: nil, active_key: nil, pending_key: nil }

    def status_follows
      errors.add(:status, "cannot go from #{status_was} to #{status}") unless NEXT.fetch(status_was, []).include?(status)
    end

    # One statement, so that two who move the same row cannot both have done it.
    def move!(to, **values)
      from = NEXT.select { |_, following| following.include?(to) }.keys
      raise InvalidTransition, "a deployment cannot go from #{status} to #{to}" unless from.include?(status)

      values = values.merge(status: to, updated_at: Time.current)
      values[:pending_key] = nil
      moved = self.class.where(id:, status:, lease:).update_all(values)
      raise Edge::Superseded, "another deployment has taken over" unless moved == 1

      # Not read again: an artifact is megabytes.
      values.each { |name, value| self[name] = value }
      changes_applied
      self
    end

    # A deployment whose process is gone is over: it is not deployed, and says so.
    def retire_silent
      silent = self.class.beside(self).held.where.not(id:)
      silent.where("lease_expires_at < ?", Time.current)
            .update_all(status: "failed", error_code: "interrupted", error_message: "the process that deployed it is gone", **done)
    end

    def assignments(values) = values.each_key.map { |name| "#{self.class.connection.quote_column_name(name)} = :#{name}" }.join(", ")
  end
end
