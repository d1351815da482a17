package org.rollcall.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rollcall.aws.BilledUsage;

/** The section of a report's page about usage of AWS: forecast and count, side by side. */
final class ReportUsage {

  private static final int CENTS = 2;

  private ReportUsage() {}

  /** The values of the section. A preview has no count, because its own usage is of no interest. */
  static Map<String, Object> of(Report report) {
    Optional<Forecast> forecast = report.forecast();
    boolean isPreview = report.isPreview();
    return Map.of(
        "title",
        isPreview ? "Forecast" : "AWS usage",
        "is_preview",
        isPreview,
        "columns",
        columns(forecast.isPresent(), !isPreview),
        "quota",
        forecast.filter(found -> isPreview).flatMap(Forecast::shareOfQuota).orElse(""),
        "prices",
        "list prices of " + report.cost().region() + " in " + report.cost().month(),
        "rows",
        rows(report, forecast));
  }

  private static List<String> columns(boolean hasForecast, boolean hasCount) {
    return hasForecast && hasCount
        ? List.of("Forecast", "Count")
        : List.of(hasForecast ? "Forecast" : "Count");
  }

  private static List<Map<String, Object>> rows(Report report, Optional<Forecast> forecast) {
    Optional<BilledUsage> planned = forecast.map(Forecast::work);
    Optional<BilledUsage> counted = counted(report, report.work());
    Duration duration = Duration.between(report.started(), report.ended());
    return List.of(
        row(
            "Price in US dollars, without the functions' time",
            forecast.map(Forecast::cost).map(Cost::countedUsd).map(ReportUsage::usd),
            counted(report, report.cost().countedUsd()).map(ReportUsage::usd)),
        row(
            "Price of the functions' time, estimated",
            forecast.map(Forecast::cost).map(Cost::functionTimeUsd).map(ReportUsage::usd),
            counted(report, report.cost().functionTimeUsd()).map(ReportUsage::usd)),
        row(
            "Run time",
            forecast.map(found -> "about " + seconds(found.seconds())),
            counted(report, text(duration))),
        row("Emails accepted by SES", planned, counted, BilledUsage::emails),
        row("Step Functions state transitions", planned, counted, BilledUsage::stateTransitions),
        row("Lambda invocations", planned, counted, BilledUsage::lambdaInvocations),
        row("Lambda milliseconds", planned, counted, BilledUsage::lambdaMilliseconds),
        row("DynamoDB read units", planned, counted, BilledUsage::dynamodbReadUnits),
        row("DynamoDB write units", planned, counted, BilledUsage::dynamodbWriteUnits),
        row("S3 requests", planned, counted, BilledUsage::s3Requests),
        row("KMS requests", planned, counted, BilledUsage::kmsRequests));
  }

  private static <T> Optional<T> counted(Report report, T value) {
    return report.isPreview() ? Optional.empty() : Optional.of(value);
  }

  private static Map<String, Object> row(
      String name,
      Optional<BilledUsage> forecast,
      Optional<BilledUsage> count,
      Function<BilledUsage, Number> number) {
    return row(name, forecast.map(number), count.map(number));
  }

  private static Map<String, Object> row(
      String name, Optional<? extends Object> forecast, Optional<? extends Object> count) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put(
        "cells",
        Stream.of(forecast, count).flatMap(Optional::stream).map(ReportText::value).toList());
    return row;
  }

  /** An amount in cents; an amount below one cent as such. */
  static String usd(BigDecimal amount) {
    BigDecimal rounded = amount.setScale(CENTS, RoundingMode.HALF_UP);
    return rounded.signum() == 0 && amount.signum() > 0 ? "below 0.01" : rounded.toPlainString();
  }

  /** An estimated duration. */
  static String seconds(long seconds) {
    return seconds < Duration.ofMinutes(1).toSeconds()
        ? seconds + " s"
        : text(Duration.ofSeconds(seconds));
  }

  private static String text(Duration duration) {
    return ReportText.duration(duration);
  }
}
