/** Records what SES reports about letters that it accepted: deliveries, bounces and complaints. */
package org.rollcall.delivery;
