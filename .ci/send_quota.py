"""Takes the account of moto's SES, which LocalStack has too, out of the sandbox: 200 letters a day, one a second, are too
few for the sample job. It has to run in the emulator's own process."""

from moto.ses.models import SESQuota


def out_of_the_sandbox(self, sent):
    self.sent_last24_hours = sent
    self.max24_hour_send = 50_000
    self.max_send_rate = 500


SESQuota.__init__ = out_of_the_sandbox
