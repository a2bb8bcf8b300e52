# frozen_string_literal: true

require "base64"

module Hotframe
  module Edge
    # Brings a bundle's files to the edge: the API is told their names, and says which contents it does not have yet. Asking again after a crash
    # costs what is missing, nothing more.
    class AssetUpload
      # Sessions that one upload may open: their tokens end after an hour, and a bucket may be answered too late.
      SESSIONS = 3
      private_constant :SESSIONS

      # @return [Integer] files that were sent
      attr_reader :sent

      # @param api [Api]
      # @param salt [String] mixed into the names of contents: without it, whoever knows a file of another tenant's could serve it as theirs
      # @example
      #   Hotframe::Edge::AssetUpload.new(api, salt: "app-7").call("preview-7", artifact.assets) # => "eyJ..."
      def initialize(api, salt:)
        @api = api
        @salt = salt
        @sent = 0
        @lock = Mutex.new
      end

      # @param script [String] the script's name
      # @param assets [Hash{String => Artifact::Asset}] by path
      # @yield [done, all] files, after each bucket
      # @return [String] the token that the script's upload needs
      # @raise [Error]
      def call(script, assets, &)
        by_hash = assets.to_h { |path, asset| [name_of(path, asset), [path, asset]] }
        manifest = assets.to_h { |path, asset| ["/#{path}", { hash: name_of(path, asset), size: asset.content.bytesize }] }
        sessions = 0
        begin
          sessions += 1
          session = @api.asset_session(script, manifest)
          upload(session, by_hash, &)
        rescue Unauthorized, SessionExpired => e
          # Of the session's token, not of ours: with a wrong one there would be no session.
          raise e if session.nil? || sessions >= SESSIONS

          retry
        end
      end

      private

      def upload(session, by_hash, &)
        raise Incomplete, "the upload session has no token" unless session.is_a?(Hash) && session["jwt"].is_a?(String)

        buckets = Array(session["buckets"]).reject(&:empty?)
        return session["jwt"] if buckets.empty?

        done = send_all(buckets, session["jwt"], by_hash, buckets.sum(&:size), &)
        done or raise Incomplete, "every file was uploaded, and no answer held the token that ends the session"
      end

      def send_all(buckets, jwt, by_hash, all)
        queue = Queue.new.tap { |waiting| buckets.each { |bucket| waiting << bucket } }.close
        count = 0
        work = lambda do
          found = nil
          while (bucket = queue.pop)
            token = send_bucket(bucket, jwt, by_hash)
            found ||= token
            @lock.synchronize { yield(count += bucket.size, all) if block_given? }
          end
          found
        end
        run(work, [@api.client.settings.concurrency, buckets.size].min, queue)
      end

      # The first failure stops the others after what they are sending.
      def run(work, count, queue)
        threads = Array.new(count) do
          Thread.new do
            Thread.current.report_on_exception = false
            work.call
          rescue StandardError
            queue.clear
            raise
          end
        end
        threads.map(&:value).compact.first
      ensure
        threads&.each { |thread| thread.join rescue nil } # rubocop:disable Style/RescueModifier
      end

      def send_bucket(bucket, jwt, by_hash)
        form = Multipart.new
        bucket.each do |hash|
          _, asset = by_hash.fetch(hash) { raise Incomplete, "the API asks for a file that nobody named" }
          form.add(hash, Base64.strict_encode64(asset.content), filename: hash, content_type: asset.content_type)
        end
        answer = @api.upload_assets(form, jwt)
        @lock.synchronize { @sent += bucket.size }
        answer.result["jwt"] if answer.result.is_a?(Hash)
      end

      # Thirty-two hexadecimal digits. The type goes in, since it is kept with the content: the same bytes as text and as a script are two.
      def name_of(path, asset)
        OpenSSL::HMAC.hexdigest("SHA256", @salt, "#{File.extname(path)}\0#{asset.content_type}\0".b + asset.content.b)[0, 32]
      end
    end
  end
end
