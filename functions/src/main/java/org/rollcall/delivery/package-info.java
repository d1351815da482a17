/** Records what SES reports about letters that it accepted: deliveries, bounces and complaints. */
@NullMarked
package org.rollcall.delivery;

import org.jspecify.annotations.NullMarked;
