"""`make demo`: compile the three jobs, and run what came out on real data."""

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
  build/demo/loan_default/run/run.json              every value at every hop of the first run

Scores
  {shown(scores[0])}
    application, probability of default, flagged
  {shown(scores[1])}
    text, probability, positive
  {shown(scores[2])}
    customer, expected purchases, alive

Try: change the threshold's default in the spec, and run .venv/bin/scorewright generate""")
    return 0


if __name__ == "__main__":
    sys.exit(main())
