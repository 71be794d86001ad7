"""What the scripts in script/ do: set up, start, test and check the platform. Not part of the product."""
