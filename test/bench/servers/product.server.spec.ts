import { answersAsBareDoes } from '../equal-answers.js';
import { startProduct } from './product.server.js';

describe('the product', () => answersAsBareDoes('product', startProduct));
