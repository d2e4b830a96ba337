/** The name of a service as environment variables begin with it: `order-items` gives `ORDER_ITEMS`. */
export function environmentName(service: string): string {
  return service.replaceAll('-', '_').toUpperCase();
}
