package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollcall.aws.BilledUsage;

class CostTest {

  @Test
  void countedUsage_shouldHaveThePriceOfEachPart() {
    BilledUsage thousandLetters =
        BilledUsage.ofTransitions(5)
            .plus(BilledUsage.ofUnits(BigDecimal.valueOf(2_668), BigDecimal.valueOf(13_956)))
            .plus(
                BilledUsage.ofRequests(
                    Map.of(
                        "S3.GetObject", 6_000L,
                        "S3.HeadObject", 4L,
                        "S3.PutObject", 3_000L,
                        "S3.ListObjectsV2", 80L,
                        "S3.DeleteObject", 7L,
                        "Kms.GenerateMac", 972L,
                        "Ses.SendRawEmail", 972L,
                        "Ses.GetSendQuota", 1L,
                        "DynamoDb.UpdateItem", 2_916L)));
    BilledUsage usage =
        Stream.generate(() -> BilledUsage.ofChunk(0))
            .limit(1_000)
            .reduce(thousandLetters, BilledUsage::plus)
            .plus(BilledUsage.ofFunction("UpdateUser", 1_000, 0))
            .plus(BilledUsage.ofFunction("NotifyUser", 982, 0));

    Cost cost = Cost.of(usage);

    assertThat(cost.usd())
        .containsExactly(
            entry("emails", new BigDecimal("0.097200")),
            entry("state_transitions", new BigDecimal("0.025125")),
            entry("express_requests", new BigDecimal("0.001000")),
            entry("express_gb_seconds", new BigDecimal("0.000000")),
            entry("lambda_invocations", new BigDecimal("0.000396")),
            entry("lambda_gb_seconds", new BigDecimal("0.000000")),
            entry("dynamodb_read_units", new BigDecimal("0.000334")),
            entry("dynamodb_write_units", new BigDecimal("0.008723")),
            entry("s3_puts", new BigDecimal("0.015400")),
            entry("s3_gets", new BigDecimal("0.002402")),
            entry("kms_requests", new BigDecimal("0.002916")));
    assertThat(cost.countedUsd()).isEqualByComparingTo("0.1535");
    assertThat(cost.functionTimeUsd()).isZero();
    assertThat(usage.s3Requests()).as("deletes are free").isEqualTo(9_084);
  }

  @Test
  void functionTime_shouldHaveThePriceOfItsMemory() {
    BilledUsage hours =
        BilledUsage.ofFunction("UpdateUser", 1, 3_600_000)
            .plus(BilledUsage.ofFunction("PrepareJob", 1, 3_600_000));

    // 3,600 s at 1.7275 GB and at 2.9375 GB, and 0.0000133334 for each GB-second
    assertThat(Cost.of(hours).functionTimeUsd()).isEqualByComparingTo("0.2239");
    assertThat(Cost.of(hours).countedUsd()).isZero();
    assertThat(Cost.of(hours).totalUsd()).isEqualByComparingTo("0.2239");
  }

  @Test
  void executionOfAChunk_shouldBeRoundedUpTo100Milliseconds() {
    // 64 MB for 0.1 s are 0.00625 GB-seconds.
    assertThat(BilledUsage.ofChunk(1).expressGbSeconds()).isEqualByComparingTo("0.00625");
    assertThat(BilledUsage.ofChunk(100).expressGbSeconds()).isEqualByComparingTo("0.00625");
    assertThat(BilledUsage.ofChunk(101).expressGbSeconds()).isEqualByComparingTo("0.0125");
  }
}
