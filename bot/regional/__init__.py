"""The regional database: models, queries, migrations, imports and exports."""
