# frozen_string_literal: true

# One version of an app on its way to the edge.
class AppDeployment < ApplicationRecord
  include Hotframe::Deployment

  belongs_to :app
end
