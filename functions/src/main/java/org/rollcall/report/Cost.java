package org.rollcall.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Map;
import org.rollcall.aws.BilledUsage;
import org.rollcall.json.Json;

/**
 * What an amount of usage costs on AWS, in US dollars without tax, by the list prices in the
 * resource {@code prices.json}. AWS's free usage is not deducted. Every request to S3 has the price
 * of a write.
 *
 * @param countedUsd the price of what the job counts
 * @param functionTimeUsd the price of the functions' time at 1,769 MB on arm64; see template.yaml
 * @param region the region of the prices
 * @param month the month of the prices
 */
public record Cost(
    BigDecimal countedUsd, BigDecimal functionTimeUsd, String region, YearMonth month) {

  private static final Prices PRICES = Prices.read();

  private static final String FUNCTION_TIME = "lambda_milliseconds";

  /** The number of decimal places: a hundredth of a cent. */
  private static final int SCALE = 4;

  /**
   * The list prices of a region.
   *
   * @param usd the price of one unit of each component of {@link BilledUsage}, by its JSON key
   */
  private record Prices(String region, YearMonth month, Map<String, BigDecimal> usd) {

    static Prices read() {
      try (InputStream file = Cost.class.getResourceAsStream("prices.json")) {
        return Json.read(requireNonNull(file, "prices.json").readAllBytes(), Prices.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    BigDecimal of(String key, BigDecimal amount) {
      return amount.multiply(requireNonNull(usd.get(key), key));
    }
  }

  /** What an amount of usage costs. */
  public static Cost of(BilledUsage usage) {
    BigDecimal counted = BigDecimal.ZERO;
    BigDecimal functionTime = BigDecimal.ZERO;
    for (var part : Json.MAPPER.<JsonNode>valueToTree(usage).properties()) {
      BigDecimal price = PRICES.of(part.getKey(), part.getValue().decimalValue());
      if (part.getKey().equals(FUNCTION_TIME)) {
        functionTime = price;
      } else {
        counted = counted.add(price);
      }
    }
    return new Cost(rounded(counted), rounded(functionTime), PRICES.region(), PRICES.month());
  }

  private static BigDecimal rounded(BigDecimal usd) {
    return usd.setScale(SCALE, RoundingMode.HALF_UP);
  }

  /** Both prices together. */
  BigDecimal totalUsd() {
    return countedUsd.add(functionTimeUsd);
  }
}
