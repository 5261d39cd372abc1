# The names that the jobs' train.py use; scikit-learn has no types of its own.
