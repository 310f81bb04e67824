"""What moderators and their editors are told of the files, made from the models."""
