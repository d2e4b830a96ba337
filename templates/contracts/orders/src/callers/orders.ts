export {
  type MoneyLeft,
  ordersOnPayments,
  type PaymentState,
  type PaymentSubject,
} from './orders-on-payments.ts';
export {
  ordersOnProducts,
  type ProductState,
  type ProductSubject,
  price,
} from './orders-on-products.ts';
