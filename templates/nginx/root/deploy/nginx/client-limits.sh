#!/bin/sh
# Writes the limits of a client, which the template cannot hold: NGINX refuses a rate of 0, which here
# means none.
set -eu

[ "$RATE_LIMIT_PER_MINUTE" != 0 ] || exit 0

# Connections are limited because NGINX bounds the pause between two reads of a body, not the whole of
# it: who sends a byte every few seconds holds a connection for hours. Only NGINX's own, since a body is
# passed on once it is complete; but of those there is an end.
cat >/etc/nginx/conf.d/client-limits.conf <<CONFIG
limit_req_zone \$binary_remote_addr zone=requests:10m rate=${RATE_LIMIT_PER_MINUTE}r/m;
limit_req zone=requests burst=${RATE_LIMIT_PER_MINUTE} nodelay;
limit_req_status 429;
limit_req_log_level info;
limit_conn_zone \$binary_remote_addr zone=connections:10m;
limit_conn connections 100;
limit_conn_status 429;
limit_conn_log_level info;
CONFIG
