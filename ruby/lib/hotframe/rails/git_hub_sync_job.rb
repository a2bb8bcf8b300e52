# frozen_string_literal: true

module Hotframe
  # Commits an app's rows to its repository after a deployment, in the background: `config.edge.repository` says which one. A deployment has one commit.
  #
  # @example
  #   GitHubSyncJob = Hotframe::GitHubSyncJob
  #   GitHubSyncJob.perform_later(app.id)
  class GitHubSyncJob < ActiveJob::Base
    queue_as :low

    retry_on GitSync::Error, wait: 30.seconds, attempts: 5 do |job, error|
      job.note(commit_error: error.message)
    end

    # @param app_id [Object]
    # @param deployment_id [Object, nil] the row that the commit is of
    # @return [GitSync::Result, nil] nil when the app has no repository, or the deployment its commit
    def perform(app_id, deployment_id = nil)
      app = Hotframe.config.app_class.find_by(id: app_id) or return
      deployment = deployments&.find_by(id: deployment_id)
      remote = Hotframe.config.edge.repository&.call(app)
      sync(app, deployment, remote) unless remote.blank? || deployment&.commit_sha
    end

    # @api private
    def note(**values)
      row = deployments&.find_by(id: arguments[1]) or return
      row.update_columns(values)
    end

    private

    def sync(app, deployment, remote)
      settings = Hotframe.config.edge
      sync = GitSync.new(remote, token: settings.repository_token, **settings.git)
      name = deployment ? deployment.deployment_id : SecureRandom.hex(6)
      result = sync.call(AppFiles.new(app).to_h, message: message(app, deployment), base: base(app), name:)
      note(commit_sha: result.commit, commit_branch: result.branch, commit_error: trouble(result))
      result
    end

    def deployments = Hotframe.config.edge.deployment_model.to_s.safe_constantize

    # The newest commit of ours on the main branch, whatever deployment made it.
    def base(app)
      return unless deployments

      deployments.where(deployments.hotframe_app_key => app.id, commit_branch: Hotframe.config.edge.git.fetch(:branch, "main"))
                 .where.not(commit_sha: nil).order(id: :desc).pick(:commit_sha)
    end

    # The first line is the app's name, on one line; the rest is ours.
    def message(app, deployment)
      name = app.try(:name).presence || "app #{app.id}"
      subject = "Deploy #{name.to_s.gsub(/[[:cntrl:]\s]+/, " ").strip[0, 100]}"
      subject += " (#{deployment.environment} #{deployment.version})" if deployment
      [subject, deployment && "\nHotframe-Deployment: #{deployment.deployment_id}\nHotframe-Digest: #{deployment.digest}"].compact.join("\n")
    end

    def trouble(result)
      told = []
      told << "others changed #{result.conflicts.first(20).join(", ")}" if result.conflict?
      told << "left out: #{result.skipped.first(20).join(", ")}" if result.skipped.any?
      told.join("; ").presence
    end
  end
end
