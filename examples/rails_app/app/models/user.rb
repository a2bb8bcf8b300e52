# frozen_string_literal: true

# The demo's people. A real app has a table and passwords.
User = Struct.new(:id, :name, keyword_init: true) do
  def self.all = [new(id: "ada", name: "Ada"), new(id: "grace", name: "Grace")]

  def self.find_by_id(id) = all.find { |user| user.id == id }

  # What ActionCable calls this connection.
  def to_s = id
end
