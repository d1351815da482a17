package org.rollcall.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.json.Json;

/**
 * What an amount of usage costs on AWS, in US dollars without tax, by the list prices in the
 * resource {@code prices.json}. AWS's free usage is not deducted.
 *
 * @param countedUsd the price of what the job counts
 * @param functionTimeUsd the price of the time of the functions and of the chunks' executions
 * @param usd the prices of the parts, by their keys in the usage
 * @param region the region of the prices
 * @param month the month of the prices
 * @param isBilled whether AWS bills it; false for a job on a computer of one's own
 */
public record Cost(
    BigDecimal countedUsd,
    BigDecimal functionTimeUsd,
    Map<String, BigDecimal> usd,
    String region,
    YearMonth month,
    boolean isBilled) {

  private static final Prices PRICES = Prices.read();

  private static final Set<String> TIMES = Set.of("lambda_gb_seconds", "express_gb_seconds");

  /** The number of decimal places: a hundredth of a cent. */
  private static final int SCALE = 4;

  /** The number of decimal places of a part's price. */
  private static final int PART_SCALE = 6;

  public Cost {
    usd = Collections.unmodifiableMap(new LinkedHashMap<>(usd));
  }

  /**
   * The list prices of a region.
   *
   * @param usd the price of one unit of some components of {@link BilledUsage}, by their JSON keys
   */
  private record Prices(String region, YearMonth month, Map<String, BigDecimal> usd) {

    static Prices read() {
      try (InputStream file = Cost.class.getResourceAsStream("prices.json")) {
        return Json.read(requireNonNull(file, "prices.json").readAllBytes(), Prices.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What an amount of usage costs. */
  public static Cost of(BilledUsage usage) {
    JsonNode amounts = Json.MAPPER.valueToTree(usage);
    Map<String, BigDecimal> usd = new LinkedHashMap<>();
    BigDecimal counted = BigDecimal.ZERO;
    BigDecimal time = BigDecimal.ZERO;
    for (var part : PRICES.usd().entrySet()) {
      BigDecimal price = part.getValue().multiply(amounts.required(part.getKey()).decimalValue());
      usd.put(part.getKey(), rounded(price, PART_SCALE));
      if (TIMES.contains(part.getKey())) {
        time = time.add(price);
      } else {
        counted = counted.add(price);
      }
    }
    return new Cost(
        rounded(counted, SCALE),
        rounded(time, SCALE),
        usd,
        PRICES.region(),
        PRICES.month(),
        InvocationUsage.isBilled());
  }

  private static BigDecimal rounded(BigDecimal usd, int scale) {
    return usd.setScale(scale, RoundingMode.HALF_UP);
  }

  /** Both prices together. */
  BigDecimal totalUsd() {
    return countedUsd.add(functionTimeUsd);
  }
}
