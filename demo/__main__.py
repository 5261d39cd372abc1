"""`make demo`: compile the three jobs, and score real data with what came out.

What Azure ML would do with each job's folder is done here with files.
"""

import shutil
import sys

from demo.jobs import customer_behavior, loan_default, sentiment
from demo.stage import BUILD, run, say, shown


def main() -> int:
    """Run the demo; gives the exit code of the first step that failed, or 0."""
    shutil.rmtree(BUILD, ignore_errors=True)
    say("Compile specs/ to output/")
    run("-m", "generator", "generate")
    scores = [job.main() for job in (loan_default, sentiment, customer_behavior)]
    print(f"""
Look at
  specs/loan_default.yaml                           a job, declared once
  output/factory/pipeline/loan_default.json         what Data Factory runs
  output/synapse/trigger/sentiment_upload.json      what starts a job on Synapse
  output/aml/customer_behavior/pipeline.py          what Azure ML runs
  output/arm/ARMTemplateForFactory.json             what is deployed
  {shown(scores[0]):48}  application, probability of default, flagged
  {shown(scores[1]):48}  text, probability, positive
  {shown(scores[2]):48}  customer, expected purchases, alive

Try: change the threshold's default in the spec, and run .venv/bin/scorewright generate""")
    return 0


if __name__ == "__main__":
    sys.exit(main())
