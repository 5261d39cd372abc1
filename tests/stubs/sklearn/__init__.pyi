# The names that train.py of the loan default job uses; scikit-learn has no types of its own.
