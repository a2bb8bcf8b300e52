# frozen_string_literal: true

require_relative "rails_helper"
require "rbs"

# sig/deployments.rbs names what is there: no public method without a signature, no signature without a method.
class EdgeSignatureTest < ActiveSupport::TestCase
  CLASSES = [Hotframe::EdgePreviewService, Hotframe::Deployment, Hotframe::DeployPreviewJob, Hotframe::GitHubSyncJob, Hotframe::GitSync,
             Hotframe::GitSync::Result, Hotframe::Edge::Error, Hotframe::Edge::Tier, Hotframe::Edge::Settings, Hotframe::Edge::Api].freeze

  test "signatures and methods are the same" do
    loader = RBS::EnvironmentLoader.new
    loader.add(path: Pathname(File.expand_path("../../sig", __dir__)))
    builder = RBS::DefinitionBuilder.new(env: RBS::Environment.from_loader(loader).resolve_type_names)
    CLASSES.each do |type|
      name = RBS::TypeName.new(name: type.name.split("::").last.to_sym, namespace: RBS::Namespace.parse("::#{type.name.split("::")[0..-2].join("::")}"))
      own = builder.build_instance(name).methods.select { |_, method| method.implemented_in == name && method.public? }.keys
      there = type.public_instance_methods(false)
      there -= type.members.map { |member| :"#{member}=" } if type < Struct
      assert_empty there - own, "#{type} has no signature for these"
      assert_empty own - type.public_instance_methods - [:initialize], "#{type} does not have these"
    end
  end
end
