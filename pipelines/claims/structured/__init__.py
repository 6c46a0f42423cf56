"""Read structured documents: fields, records, and the texts that they hold."""
