package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.aws.BilledUsage;
import org.rollcall.json.Json;

/** The section of a report's page about usage of AWS: forecast and count, side by side. */
final class ReportUsage {

  private static final int CENTS = 2;

  /** The names of the parts that have a price. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("emails", "Emails accepted by SES"),
          Map.entry("state_transitions", "Step Functions state transitions"),
          Map.entry("express_requests", "Step Functions executions of chunks"),
          Map.entry("express_gb_seconds", "Step Functions GB-seconds of chunks, estimated"),
          Map.entry("lambda_invocations", "Lambda invocations"),
          Map.entry("lambda_gb_seconds", "Lambda GB-seconds, estimated"),
          Map.entry("dynamodb_read_units", "DynamoDB read units"),
          Map.entry("dynamodb_write_units", "DynamoDB write units"),
          Map.entry("s3_puts", "S3 requests: puts and lists"),
          Map.entry("s3_gets", "S3 requests: gets"),
          Map.entry("kms_requests", "KMS requests"));

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
        "is_local",
        !report.cost().isBilled(),
        "columns",
        columns(forecast.isPresent(), !isPreview),
        "quota",
        forecast.filter(found -> isPreview).flatMap(Forecast::shareOfQuota).orElse(""),
        "prices",
        "list prices of " + report.cost().region() + " in " + report.cost().month(),
        "rows",
        rows(report, forecast),
        "requests",
        isPreview ? List.of() : requests(report.work()),
        "has_requests",
        !isPreview);
  }

  private static List<String> columns(boolean hasForecast, boolean hasCount) {
    return Stream.of(hasForecast ? "Forecast" : "", hasCount ? "Count" : "", "Price in US dollars")
        .filter(column -> !column.isEmpty())
        .toList();
  }

  private static List<Map<String, Object>> rows(Report report, Optional<Forecast> forecast) {
    Optional<JsonNode> planned = forecast.map(Forecast::work).map(ReportUsage::amounts);
    Optional<JsonNode> counted = counted(report, amounts(report.work()));
    Cost cost =
        report.isPreview() ? forecast.map(Forecast::cost).orElse(report.cost()) : report.cost();
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(
        row(
            "Price, without the functions' time",
            forecast.map(Forecast::cost).map(Cost::countedUsd).map(ReportUsage::usd),
            counted(report, report.cost().countedUsd()).map(ReportUsage::usd),
            usd(cost.countedUsd())));
    rows.add(
        row(
            "Price of the functions' time, estimated",
            forecast.map(Forecast::cost).map(Cost::functionTimeUsd).map(ReportUsage::usd),
            counted(report, report.cost().functionTimeUsd()).map(ReportUsage::usd),
            usd(cost.functionTimeUsd())));
    rows.add(
        row(
            "Run time",
            forecast.map(found -> "about " + seconds(found.seconds())),
            counted(report, text(Duration.between(report.started(), report.ended()))),
            ""));
    cost.usd()
        .forEach(
            (key, usd) ->
                rows.add(
                    row(
                        LABELS.getOrDefault(key, key),
                        planned.map(usage -> usage.get(key).decimalValue()),
                        counted.map(usage -> usage.get(key).decimalValue()),
                        usd(usd))));
    return rows;
  }

  private static JsonNode amounts(BilledUsage usage) {
    return Json.MAPPER.valueToTree(usage);
  }

  /** The invocations of each function, and the requests by service and operation. */
  private static List<Map<String, Object>> requests(BilledUsage usage) {
    List<Map<String, Object>> rows = new ArrayList<>();
    usage
        .functions()
        .forEach(
            (name, time) ->
                rows.add(
                    Map.of(
                        "name",
                        "Function " + name,
                        "count",
                        ReportText.value(time.invocations()),
                        "time",
                        ReportText.value(time.milliseconds()) + " ms")));
    usage
        .requests()
        .forEach(
            (name, count) ->
                rows.add(
                    Map.of(
                        "name",
                        name.replace('.', ' '),
                        "count",
                        ReportText.value(count),
                        "time",
                        "")));
    return rows;
  }

  private static <T> Optional<T> counted(Report report, T value) {
    return report.isPreview() ? Optional.empty() : Optional.of(value);
  }

  private static Map<String, Object> row(
      String name, Optional<?> forecast, Optional<?> count, String usd) {
    return Map.of(
        "name",
        name,
        "cells",
        Stream.of(forecast, count, Optional.of(usd))
            .flatMap(Optional::stream)
            .map(ReportText::value)
            .toList());
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
