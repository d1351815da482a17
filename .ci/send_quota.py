"""Moves the SES account of moto and LocalStack out of the sandbox. The sample job needs more than 200 letters a day and one
a second. This must run in the emulator's process."""

from moto.ses.models import SESQuota


def out_of_the_sandbox(self, sent):
    self.sent_last24_hours = sent
    self.max24_hour_send = 50_000
    self.max_send_rate = 500


SESQuota.__init__ = out_of_the_sandbox
