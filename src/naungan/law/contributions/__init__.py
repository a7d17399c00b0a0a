"""The contribution formulas, one module for each kind of payer."""
