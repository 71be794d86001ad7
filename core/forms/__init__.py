"""What forms need anywhere: checked uploads, pages and filters of the admin, rising numbers, parked texts."""
